/** The part of the package that is used; it has no types of its own. */
declare module "gettext-parser" {
  export interface GetTextTranslation {
    readonly msgctxt?: string;
    readonly msgid: string;
    readonly msgid_plural?: string;
    /** Absent where the entry breaks off. */
    readonly msgstr?: readonly string[];
    readonly comments?: Partial<Record<"translator" | "extracted" | "reference" | "flag" | "previous", string>>;
  }
  type Translations = Record<string, Record<string, GetTextTranslation>>;
  export interface GetTextTranslations {
    readonly charset: string;
    /** Absent where the file has no header. */
    readonly headers?: Record<string, string>;
    readonly translations?: Translations;
    readonly obsolete?: Translations;
  }
  export const po: {
    parse(input: Buffer, options?: { readonly validation?: boolean }): GetTextTranslations;
    compile(catalogue: Required<Pick<GetTextTranslations, "charset" | "headers" | "translations">>): Buffer;
  };
}
