import { describe, expect, it } from "vitest";
import { colorDistance } from "./color-distance.ts";

describe("colorDistance", () => {
  it.each([
    ["000000", "FFFFFF", 100],
    ["FF0000", "ff0000", 0],
    ["#FF0000", "FF0000", 0],
    // Published pairs of sRGB and L*a*b*: red is 53.2, 80.1, 67.2, and green 87.7, −86.2, 83.2.
    ["FF0000", "00FF00", 170.6],
    ["000000", "FF0000", 117.3],
  ])("from %s to %s is %d", (left, right, distance) => {
    expect(colorDistance(left, right)).toBeCloseTo(distance, 0);
  });

  it("is infinite for what is no colour, unless it is the same", () => {
    expect(colorDistance("Color/Sea", "Color/Sky")).toBe(Infinity);
    expect(colorDistance("Color/Sea", "FF0000")).toBe(Infinity);
    expect(colorDistance("Color/Sea", "Color/Sea")).toBe(0);
  });
});
