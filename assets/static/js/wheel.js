"use strict";
// On a narrow screen the wheel is wider than its frame: begin at its middle, not at its left edge.
document.querySelectorAll(".wheel-frame").forEach((frame) => {
  frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
});
