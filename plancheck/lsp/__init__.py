"""plancheck in editors, by the Language Server Protocol: findings where they stand while a draft is written."""
