/**
 * How far two colours are from each other to the eye: 0 the same, about 2 a difference that can just be seen, 100 from black to white (CIE 1976, in
 * L*a*b*). Colours are six hexadecimal digits, with or without `#`; what is spelt otherwise, such as a swatch's name, is infinitely far from all else.
 */
export function colorDistance(left: string, right: string): number {
  if (left === right) return 0;
  const one = labOf(left);
  const other = labOf(right);
  if (one === undefined || other === undefined) return Infinity;
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

/** Lightness (0–100), green to red, blue to yellow (each about −100–100), by daylight (D65). */
function labOf(color: string): readonly [number, number, number] | undefined {
  const digits = /^#?([0-9a-f]{6})$/i.exec(color)?.[1];
  if (digits === undefined) return undefined;
  const rgb = Number.parseInt(digits, 16);
  const red = linear(rgb >> 16);
  const green = linear((rgb >> 8) & 0xff);
  const blue = linear(rgb & 0xff);
  // IEC 61966-2-1 (sRGB) to XYZ, each by its share in white.
  const x = curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
  const y = curve(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** A channel's light, 0–1, of its value, 0–255. */
function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

const curve = (light: number): number =>
  light > 216 / 24_389 ? Math.cbrt(light) : (24_389 / 27 / 116) * light + 4 / 29;
