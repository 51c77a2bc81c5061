import { attributeOf, childOf, type XmlElement } from "../ooxml/xml-element.ts";

/** An affine transformation as InDesign writes it: "a b c d tx ty" maps (x, y) to (a·x + c·y + tx, b·x + d·y + ty). */
export type Matrix = readonly [a: number, b: number, c: number, d: number, tx: number, ty: number];

/** Points, y downwards, edges parallel to the axes. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The transformation that does `inner` first and then `outer`. */
export function concatenate(inner: Matrix, outer: Matrix): Matrix {
  const [a, b, c, d, tx, ty] = inner;
  const [A, B, C, D, TX, TY] = outer;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, tx * A + ty * C + TX, tx * B + ty * D + TY];
}

/** The point as the transformation moves it. */
export function transform({ x, y }: Point, [a, b, c, d, tx, ty]: Matrix): Point {
  return { x: a * x + c * y + tx, y: b * x + d * y + ty };
}

/** The smallest box around the points; undefined where there are none. */
export function boxAround(points: readonly Point[]): Box | undefined {
  const [first] = points;
  if (first === undefined) return undefined;
  let { x: left, y: top } = first;
  let right = left;
  let bottom = top;
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

/** The smallest box around the boxes; undefined where there are none. */
export function boxAroundAll(boxes: readonly Box[]): Box | undefined {
  return boxAround(
    boxes.flatMap(({ left, top, right, bottom }) => [
      { x: left, y: top },
      { x: right, y: bottom },
    ]),
  );
}

/** The area both boxes cover, in square points. */
export function overlap(one: Box, other: Box): number {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Numbers of an attribute such as "1 0 0 1 36 -36"; undefined where they are not `count` finite ones. */
export function numbersOf(element: XmlElement, name: string, count: number): number[] | undefined {
  const numbers = (attributeOf(element, name) ?? "")
    .trim()
    .split(/\s+/)
    .map((word) => (word === "" ? Number.NaN : Number(word)));
  return numbers.length === count && numbers.every((number) => Number.isFinite(number)) ? numbers : undefined;
}

/** How an item or a page lies in what holds it. */
export function transformOf(element: XmlElement): Matrix {
  const numbers = numbersOf(element, "ItemTransform", 6);
  return numbers === undefined ? IDENTITY : (numbers as unknown as Matrix);
}

/** The corners of an item's paths, in its own coordinates. Curves are taken by their ends. */
export function pathPoints(item: XmlElement): Point[] {
  const properties = childOf(item, "Properties");
  const geometry = properties && childOf(properties, "PathGeometry");
  if (geometry === undefined) return [];
  return geometry.children
    .flatMap((path) => childOf(path, "PathPointArray")?.children ?? [])
    .flatMap((point) => {
      const anchor = numbersOf(point, "Anchor", 2);
      return anchor === undefined ? [] : [{ x: anchor[0]!, y: anchor[1]! }];
    });
}
