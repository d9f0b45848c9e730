"""What a saved scenario and a column of a comparison have in common: an answer, and whose it is."""

from calculator.answer import Answer
from calculator.asking.question import Question
from calculator.engine.results import Budget
from calculator.subject import Subject


class HoldsAnswer:
    """What holds an answer: whose it is, what was asked, and its one year."""

    answer: Answer

    @property
    def subject(self) -> Subject:
        """Whose it is."""
        return self.answer.subject

    @property
    def question(self) -> Question:
        """What was asked."""
        return self.answer.question

    @property
    def budget(self) -> Budget:
        """Its one year."""
        return self.answer.budget
