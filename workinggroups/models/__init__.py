"""What is special to groups: the bodies outside that the network speaks to."""

from .outside import OutsideBody

__all__ = ["OutsideBody"]
