"""How far a recogniser looks and how long a line may be: each number of the code at its edge."""
