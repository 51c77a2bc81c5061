import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ServedGlossaries, type Answer } from "./deepl-glossaries.ts";
import { servedLanguages } from "./deepl-language-list.ts";
import { answerTranslation } from "./deepl-translate-endpoint.ts";
import type { CodeDamage } from "./deepl-translation.ts";

/** What the next request to `/v2/translate` (or another path) meets instead of, or besides, an answer. */
interface Fault {
  /** How many requests meet it. Default 1. */
  readonly times?: number;
  /** Which requests meet it. Default "/v2/translate". */
  readonly path?: string;
  /** Answers with this status, and bills nothing. */
  readonly status?: number;
  /** The header `Retry-After` beside the status: seconds, or a date. */
  readonly retryAfter?: string;
  /** Closes the connection: before the request counts, or after it was billed. */
  readonly reset?: "before" | "after";
  /** Waits this many milliseconds before it answers. */
  readonly slow?: number;
  /** Harms the codes of the texts that hold `only`; of all without it. */
  readonly codes?: CodeDamage;
  readonly only?: string;
  /** Answers with this body and status 200. */
  readonly body?: string;
}

export interface DeepLServerOptions {
  /** The one key that is accepted; default: any. */
  readonly authKey?: string;
  readonly characterLimit?: number;
  readonly faults?: readonly Fault[];
  /** Languages served without tag handling. */
  readonly withoutTags?: readonly string[];
  /** Milliseconds before every answer to a translation. */
  readonly delay?: number;
  readonly port?: number;
}

/** A request as it came. */
interface ServedRequest {
  readonly method: string;
  readonly path: string;
  readonly bytes: number;
  readonly userAgent: string;
  /** Parameters besides the texts. */
  readonly fields: Readonly<Record<string, string>>;
  readonly texts: readonly string[];
  /** 0 where the connection was closed. */
  status: number;
  /** Characters billed for it. */
  billed: number;
}

export interface DeepLServer {
  readonly url: string;
  readonly requests: readonly ServedRequest[];
  /** The requests to `/v2/translate`. */
  readonly translations: readonly ServedRequest[];
  /** Characters billed so far. */
  readonly billed: number;
  /** Translations whose connection is open and waits for its answer. */
  readonly open: number;
  /** The most translations that were under way at once. */
  readonly mostAtOnce: number;
  addFaults(faults: readonly Fault[]): void;
  close(): Promise<void>;
}

const MAX_BYTES = 128 * 1024;

/**
 * A DeepL server on this machine, from the facts of the public API, for tests: text translation (form and JSON), usage, v3 glossaries and
 * languages, their limits and failures. It translates by spelling Latin letters in Cyrillic. Everything it is asked is counted.
 * `GET /test/state` and `POST /test/faults` let other processes look and stir.
 */
export async function startDeepLServer(options: DeepLServerOptions = {}): Promise<DeepLServer> {
  const requests: ServedRequest[] = [];
  const faults = (options.faults ?? []).map((fault) => ({ ...fault, left: fault.times ?? 1 }));
  const glossaries = new ServedGlossaries();
  const languages = servedLanguages(options.withoutTags ?? []);
  const limit = options.characterLimit ?? 500_000;
  let billed = 0;
  let underWay = 0;
  let mostAtOnce = 0;
  const translations = (): readonly ServedRequest[] => requests.filter(({ path }) => path === "/v2/translate");

  const translate = (request: ServedRequest, fault: Fault | undefined): Answer => {
    const { answer, cost } = answerTranslation(request, { languages, glossaries, left: limit - billed, harm: fault });
    billed += cost;
    request.billed = cost;
    return answer;
  };

  const answer = (request: ServedRequest, query: URLSearchParams, fault: Fault | undefined): Answer => {
    const { method, path } = request;
    if (path === "/v2/translate" && method === "POST") return translate(request, fault);
    if (path === "/v2/usage") return { status: 200, body: { character_count: billed, character_limit: limit } };
    if (path === "/v3/languages" && method === "GET") {
      return query.has("resource")
        ? { status: 200, body: languages }
        : { status: 400, body: { message: "Bad request" } };
    }
    if (path.startsWith("/v3/glossaries")) {
      return glossaries.answer(method, path, new Map(Object.entries(request.fields)), query);
    }
    return { status: 404, body: { message: "Not found" } };
  };

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? "/", "http://localhost");
    const body = await readBody(incoming);
    if (url.pathname === "/test/state") {
      reply(response, { status: 200, body: { billed, mostAtOnce, requests } });
      return;
    }
    if (url.pathname === "/test/faults") {
      for (const fault of JSON.parse(body.toString()) as Fault[]) faults.push({ ...fault, left: fault.times ?? 1 });
      reply(response, { status: 204, body: undefined });
      return;
    }
    const { texts, fields } = readFields(incoming.headers["content-type"] ?? "", body.toString());
    const request: ServedRequest = {
      method: incoming.method ?? "GET",
      path: url.pathname,
      bytes: body.length,
      userAgent: incoming.headers["user-agent"] ?? "",
      fields,
      texts,
      status: 0,
      billed: 0,
    };
    requests.push(request);
    const fault = faults.find(({ left, path = "/v2/translate" }) => left > 0 && path === request.path);
    if (fault !== undefined) fault.left -= 1;
    if (fault?.reset === "before") {
      incoming.socket.resetAndDestroy();
      return;
    }
    const result = ((): Answer => {
      const key = /^DeepL-Auth-Key (.+)$/.exec(incoming.headers.authorization ?? "")?.[1];
      if (key === undefined || (options.authKey !== undefined && key !== options.authKey)) {
        return { status: 403, body: { message: "Forbidden" } };
      }
      if (fault?.status !== undefined) return { status: fault.status, body: { message: `Scripted ${fault.status}` } };
      if (body.length > MAX_BYTES && request.path === "/v2/translate") {
        return { status: 413, body: { message: "Request Entity Too Large" } };
      }
      return answer(request, url.searchParams, fault);
    })();
    const wait = (fault?.slow ?? 0) + (request.path === "/v2/translate" ? (options.delay ?? 0) : 0);
    if (wait > 0) await delay(wait);
    if (fault?.reset === "after") {
      incoming.socket.resetAndDestroy();
      return;
    }
    request.status = result.status;
    if (fault?.retryAfter !== undefined) response.setHeader("Retry-After", fault.retryAfter);
    if (fault?.body === undefined) reply(response, result);
    else response.writeHead(200, { "Content-Type": "application/json" }).end(fault.body);
  };

  const server = createServer((incoming, response) => {
    const isTranslation = incoming.url === "/v2/translate";
    if (isTranslation) {
      underWay += 1;
      mostAtOnce = Math.max(mostAtOnce, underWay);
      response.once("close", () => {
        underWay -= 1;
      });
    }
    serve(incoming, response).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get translations() {
      return translations();
    },
    get billed() {
      return billed;
    },
    get open() {
      return underWay;
    },
    get mostAtOnce() {
      return mostAtOnce;
    },
    addFaults(more) {
      for (const fault of more) faults.push({ ...fault, left: fault.times ?? 1 });
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The texts and the other parameters of a form or JSON body; nested JSON as the form writes it, `dictionaries[0].entries`. */
function readFields(
  type: string,
  body: string,
): { texts: readonly string[]; fields: Readonly<Record<string, string>> } {
  if (body === "") return { texts: [], fields: {} };
  if (!type.startsWith("application/json")) {
    const form = new URLSearchParams(body);
    const texts = form.getAll("text");
    form.delete("text");
    return { texts, fields: Object.fromEntries(form) };
  }
  const fields: Record<string, string> = {};
  const flatten = (value: unknown, name: string): void => {
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) fields[name] = value.join(",");
    else if (Array.isArray(value)) value.forEach((item, index) => flatten(item, `${name}[${index}]`));
    else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) flatten(item, name === "" ? key : `${name}.${key}`);
    } else fields[name] = String(value);
  };
  const { text = [], ...rest } = JSON.parse(body) as { text?: readonly string[] };
  flatten(rest, "");
  return { texts: text, fields };
}

function reply(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(body === undefined ? "" : JSON.stringify(body));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "0" },
      key: { type: "string" },
      limit: { type: "string", default: "500000" },
      delay: { type: "string", default: "0" },
      faults: { type: "string", default: "[]" },
      "without-tags": { type: "string", default: "" },
    },
  });
  const server = await startDeepLServer({
    port: Number(values.port),
    characterLimit: Number(values.limit),
    delay: Number(values.delay),
    faults: JSON.parse(values.faults) as Fault[],
    withoutTags: values["without-tags"].split(","),
    ...(values.key === undefined ? {} : { authKey: values.key }),
  });
  process.stdout.write(`${server.url}\n`);
}
