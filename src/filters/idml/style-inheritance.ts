import { childOf, contentOf, type XmlElement } from "../ooxml/xml-element.ts";

/**
 * Reads styles together with those they are based on: `read` is given a style and what was read of its base. Each style is read once,
 * however many are based on it and however long the chain. Styles that are based on one another in a circle inherit nothing.
 */
export function inheritedFrom<T>(
  styles: ReadonlyMap<string, XmlElement>,
  read: (style: XmlElement, base: T | undefined) => T,
): (style: XmlElement | undefined) => T | undefined {
  const known = new Map<XmlElement, T>();
  return (style) => {
    const chain = new Set<XmlElement>();
    let at = style;
    while (at !== undefined && !known.has(at) && !chain.has(at)) {
      chain.add(at);
      at = baseOf(at, styles);
    }
    let base = at && known.get(at);
    let isInCircle = at !== undefined && chain.has(at);
    for (const each of [...chain].reverse()) {
      base = read(each, isInCircle ? undefined : base);
      known.set(each, base);
      if (each === at) isInCircle = false;
    }
    return style && known.get(style);
  };
}

function baseOf(style: XmlElement, styles: ReadonlyMap<string, XmlElement>): XmlElement | undefined {
  const properties = childOf(style, "Properties");
  const basedOn = properties && childOf(properties, "BasedOn");
  const name = basedOn === undefined ? "" : contentOf(basedOn);
  return styles.get(name) ?? styles.get(`${style.name}/${name}`);
}
