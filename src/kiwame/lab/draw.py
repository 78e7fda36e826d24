"""What varies from one raising of a fault to the next: ids, numbers and prompts, all out of one seed."""

from random import Random

_BASE62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"
_SUBJECTS = ("invoice", "contract", "delivery note", "support ticket", "travel plan", "shift roster", "meter reading")
_ASKS = (
    "Summarise the {0} of {1} in two sentences",
    "Translate the {0} number {2} into Japanese",
    "Which dates are named in the {0} from {1}?",
    "Draft an answer to the {0} that {1} sent on day {2}",
    "List every amount above {2} in the {0} of {1}",
)
_PEOPLE = ("Aiko", "Bruno", "Chen", "Dalia", "Emeka", "Freya", "Goran", "Hana", "Ilse", "Jun", "Kofi", "Lena")


class Draw:
    """A source of varying values. The same seed gives the same values in the same order."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(low, high)

    def seconds(self, low: float, high: float) -> str:
        """A number of seconds with three decimals, such as '1.204'."""
        return f"{self._random.uniform(low, high):.3f}"

    def hex(self, length: int) -> str:
        """Lower-case hex digits."""
        return f"{self._random.getrandbits(4 * length):0{length}x}"

    def base62(self, length: int) -> str:
        """Letters and digits, as provider ids have them."""
        return "".join(self._random.choices(_BASE62, k=length))

    def base32(self, length: int) -> str:
        """Lower-case letters and digits without look-alikes, as ULIDs have them."""
        return "".join(self._random.choices(_BASE32, k=length))

    def uuid(self) -> str:
        """A random UUID in its usual form."""
        digits = self.hex(32)
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"

    def person(self) -> str:
        """A first name."""
        return self._random.choice(_PEOPLE)

    def prompt(self) -> str:
        """What a user asks; contains numbers that mean nothing."""
        ask = self._random.choice(_ASKS)
        return ask.format(self._random.choice(_SUBJECTS), self.person(), self.number(100, 599))
