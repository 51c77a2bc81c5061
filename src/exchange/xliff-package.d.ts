/** The parts of the package that are used; it has no types of its own. */
declare module "xliff/xliff12ToJs" {
  export default function xliff12ToJs(xml: string): Promise<{
    readonly sourceLanguage: string;
    readonly targetLanguage: string;
    readonly resources: Record<string, Record<string, { source: unknown; target: unknown }>>;
  }>;
}
declare module "xliff/jsToXliff12" {
  export default function jsToXliff12(
    js: { readonly sourceLanguage: string; readonly targetLanguage?: string; readonly resources: object },
    options: { readonly indent: string },
  ): Promise<string>;
}
declare module "xliff/sourceOfjs" {
  export default function sourceOfjs(js: {
    readonly sourceLanguage: string;
    readonly resources: object;
  }): Promise<object>;
}
declare module "xliff/targetOfjs" {
  export default function targetOfjs(js: {
    readonly sourceLanguage: string;
    readonly resources: object;
  }): Promise<object>;
}
