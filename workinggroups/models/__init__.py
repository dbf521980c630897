"""What is special to groups: what they grew out of, and the bodies outside that the network speaks to."""

from .outside import OutsideBody
from .succession import Succession

__all__ = ["OutsideBody", "Succession"]
