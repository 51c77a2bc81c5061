import { openArchive, type Archive } from "../../zip/archive.ts";
import { encryptedParts, refuseEncrypted } from "./encrypted-parts.ts";
import { readPackages, type ManifestItem, type PackageDocument } from "./package-document.ts";

/** An XHTML page or a drawing of a book. */
export interface BookPage {
  readonly part: string;
  /** For people: the file's name. */
  readonly place: string;
  /** The navigation document, whose entries repeat headings. */
  readonly isNavigation: boolean;
}

/** An e-book, opened. */
export interface Book {
  readonly archive: Archive;
  readonly packages: readonly PackageDocument[];
  /** In reading order, then what the order does not name: notes, drawings, navigation. */
  readonly pages: readonly BookPage[];
  /** Tables of contents of EPUB 2. */
  readonly contents: readonly string[];
  /** Parts the book names and does not hold. */
  readonly missing: readonly string[];
}

const PAGE_TYPES = new Set(["application/xhtml+xml", "text/html", "text/x-oeb1-document", "image/svg+xml"]);
const CONTENTS_TYPE = "application/x-dtbncx+xml";

/** Opens an e-book. Throws a DocumentError where it is none, is damaged or encrypted. */
export function openBook(bytes: Uint8Array): Book {
  const archive = openArchive(bytes);
  const encrypted = encryptedParts(archive);
  const packages = readPackages(archive);
  const items = packages.flatMap(({ spine, manifest }) => [...spine, ...manifest]).filter(({ part }) => part !== "");
  const isPage = ({ mediaType, part }: ManifestItem): boolean =>
    PAGE_TYPES.has(mediaType) || (mediaType === "" && /\.x?html?$/i.test(part));
  const byPart = new Map<string, BookPage>();
  for (const item of items.filter(isPage)) {
    if (byPart.has(item.part) || !archive.has(item.part)) continue;
    const place = item.part.slice(item.part.lastIndexOf("/") + 1);
    byPart.set(item.part, { part: item.part, place, isNavigation: item.properties.includes("nav") });
  }
  const contents = items.filter(({ mediaType, part }) => mediaType === CONTENTS_TYPE && archive.has(part));
  refuseEncrypted(
    encrypted,
    [...packages, ...byPart.values(), ...contents].map(({ part }) => part),
  );
  const missing = items.filter((item) => (isPage(item) || item.mediaType === CONTENTS_TYPE) && !archive.has(item.part));
  return {
    archive,
    packages,
    pages: [...byPart.values()],
    contents: [...new Set(contents.map(({ part }) => part))],
    missing: [...new Set(missing.map(({ part }) => part))],
  };
}
