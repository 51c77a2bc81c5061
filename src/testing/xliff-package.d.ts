/** The part of the package that our tests use; it has no types of its own. */
declare module "xliff/xliff12ToJs" {
  export default function xliff12ToJs(xml: string): Promise<{
    readonly sourceLanguage: string;
    readonly targetLanguage: string;
    readonly resources: Record<string, Record<string, { source: unknown; target: unknown }>>;
  }>;
}
