"""``plancheck config``: about settings."""

from plancheck.cli.commands import Group
from plancheck.cli.language import say

command = Group(
    "config",
    {"show": ("plancheck.cli.config_show", "Thiết lập đang dùng và nguồn của từng giá trị.", "The settings in use.")},
    say("Thiết lập của plancheck.", "Settings of plancheck."),
)
