import { TranslatorError } from "../errors.ts";

/** The server refused the size of a request (HTTP 413): half of it may pass. */
export class RequestTooLargeError extends TranslatorError {}
