// A route: address, who may, and what it answers. Modules list their routes; the server registers them.
import type { Readable } from 'node:stream';
import type { TSchema } from 'typebox';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import type { Fault } from '../errors.ts';
import type { Content } from '../files/content.ts';
import type { Language } from '../i18n/texts.ts';
import type { Permission } from '../permission.ts';

export interface UploadedFile {
  field: string;
  name: string;
  /** On disk until the reply is sent. */
  content: Content;
  /** Why the content is not here. */
  fault?: 'empty' | 'too-large' | 'not-kept';
}

/** A request after authentication, with everything untrusted still to be checked by the route. */
export interface Request {
  app: App;
  actor: Actor;
  language: Language;
  method: string;
  /** Path with query, without origin: `/suche?q=hund`. */
  url: string;
  path: string;
  params: Record<string, string>;
  query: Record<string, string>;
  /** JSON of an API call, the fields of a form (repeated fields as arrays), or `AsyncIterable<Buffer>` of a route with `stream`. */
  body: unknown;
  files: UploadedFile[];
  headers: Record<string, string | string[] | undefined>;
  cookies: Record<string, string | undefined>;
  sessionId: string | undefined;
  /** Token that every form repeats in its hidden field `_csrf`. */
  csrf: string;
  /** Fields of a form that was posted here after the session had ended, to be shown again. */
  parked: Record<string, unknown> | undefined;
  ip: string;
}

export interface Cookie {
  name: string;
  value: string;
  /** The addresses it is sent to; absent: all. */
  path?: string;
  /** Seconds; 0 removes it; absent: until the browser closes. */
  maxAge?: number;
}

export interface Reply {
  status: number;
  type: string;
  /** A stream for what may be too long to hold in memory; it breaks off when reading fails. */
  body: string | Buffer | Readable;
  headers?: Record<string, string>;
  cookies?: Cookie[];
}

export interface Route {
  method: 'GET' | 'POST';
  /** Address with parameters: `/leistungen/:id`. */
  url: string;
  /** Who may. The server asks before anything else; there is no default yes. */
  may: Permission;
  /** `page` and `form` answer people, `api` answers programs (problem+json), `file` bytes. */
  kind: 'page' | 'form' | 'api' | 'file';
  /** One sentence for the reference and OpenAPI. */
  summary: string;
  /** JSON Schemas, checked before the handler; `reply` is by status. */
  schema?: {
    params?: TSchema;
    query?: TSchema;
    body?: TSchema;
    headers?: TSchema;
    reply?: Record<string, TSchema>;
  };
  /** The same for every visitor who is not signed in: rendered once per language and day. */
  shared?: boolean;
  /** The bearer token is the route's own secret, not an account's: nobody is asked whose it is. */
  ownToken?: boolean;
  /** No line of the operator's log says that it was asked for, or from where. */
  unlogged?: true;
  /** Open to those who act for somebody else by mandate, too: while it holds, or `always`. There is no default yes. */
  acting?: 'covered' | 'always';
  /** Exists only in demonstrations. */
  demoOnly?: boolean;
  /** Requests per minute: of each account that is signed in, otherwise of each address. */
  perMinute?: number;
  /** Bytes of a body with files, or of a stream, at most; everything else has 1 MiB. */
  bodyLimit?: number;
  /** Media type of a body that the handler reads piece by piece: it is nowhere whole in memory, and nothing else is taken. */
  stream?: string;
  /**
   * Of a form that reads all its texts with the engine and says at their fields which are unreadable. Any other is refused with
   * such a text, before it is handled.
   */
  readsTexts?: true;
  /** Of a form that visitors may send, too, once they have begun something. */
  visitors?: {
    /** Whether this browser has. Otherwise somebody's session has ended, and they are to sign in again. */
    begun(cookies: Request['cookies']): boolean;
    /** Whether there is something that their files can belong to: else they are not even written to disk. */
    mayUpload(app: App, cookies: Request['cookies']): Promise<boolean>;
    /** Bytes of a body with files at most; absent: as of everybody. */
    bodyLimit?: number;
  };
  /** Tells faults where a standard prescribes another form than problem+json, also those from before the handler. */
  tellFault?(
    fault: Fault,
    asked: { app: App; language: Language; path: string; accept: string | undefined },
  ): Reply;
  handle(request: Request): Promise<Reply> | Reply;
}
