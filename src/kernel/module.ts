// A module's manifest: what it adds to the product, on one screen. `src/modules.ts` lists them in order.
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Actor } from './actor.ts';
import type { Announce } from './announcement.ts';
import type { App } from './app.ts';
import type { Dataset, DatasetTexts } from './datasets/dataset.ts';
import type { Language } from './i18n/texts.ts';
import type { Measure } from './measure.ts';
import type { OpenDataset } from './open-data.ts';
import type { OwnCopy } from './own-copy.ts';
import type { Permission } from './permission.ts';
import type { PageBar } from './http/page-bar.ts';
import type { Route } from './http/route.ts';
import type { Transaction } from './transaction.ts';

/** Work that an event or action queued. It may run twice, so it is idempotent. */
export type Job = (app: App, payload: Record<string, unknown>) => Promise<void>;

export interface NavigationItem {
  href: string;
  /** Other addresses that belong to this area. */
  covers?: readonly string[];
  label: (language: Language) => string;
  /** Who sees it: residents and visitors, or staff. */
  audience: 'public' | 'staff';
  /** The permission of the address: who may not open it does not see the link. */
  may?: Permission;
  /** Staff who may open it begin here. */
  home?: true;
  /** Not the daily work of most who see it: it stands behind the others. */
  aside?: true;
}

export interface Authenticated {
  actor: Actor;
  /** Identifies the session for CSRF tokens; absent for bearer tokens, which need none. */
  sessionId?: string;
  language?: Language;
}

/** Addresses below which another program answers by itself, e.g. the demonstration's identity provider. */
export interface Mount {
  /** `/demo/oidc/*` */
  url: string;
  /** Who may; stated here because no route states it. */
  may: Permission;
  summary: string;
  /** Exists only in demonstrations. */
  demoOnly?: boolean;
}

/** What went with a case. */
export interface RemovedCase {
  /** Rows by table; tables without any may be left out. */
  rows: Record<string, number>;
  files?: { files: number; bytes: number };
}

export interface Module {
  name: string;
  /** The PostgreSQL schema it owns; no other module's SQL names it. */
  schema?: string;
  routes?: Route[];
  /** What `mount` adds to the server, for the authorisation walk and the reference. */
  mounts?: Mount[];
  /** Adds what a route can't express; called before the routes are registered. */
  mount?: (app: App, server: FastifyInstance) => Promise<void>;
  /** Every permission it defines; the authorisation walk and the reference list them. */
  permissions?: Permission<never>[];
  /** Task name (`dialogue.notify`) -> job. */
  jobs?: Record<string, Job>;
  /** Tasks queued when an event happens, in the transaction of the event. */
  subscribes?: { event: string; task: string }[];
  /** Events it emits, with one sentence each. */
  events?: Record<string, string>;
  /** Event type -> what of it is announced to subscribers and in feeds. */
  announces?: Record<string, Announce>;
  /** Task of the one module that hears everything that is announced. */
  hearsAnnouncements?: string;
  /** Recurring tasks: crontab lines of graphile-worker, times in UTC. */
  schedule?: { task: string; cron: string }[];
  /** Its tables with every column: `datasets.ts` of the module. */
  datasets?: readonly Dataset[];
  /** What they mean: `<table>`, `<table>.<column>`, `purpose.<id>`, `kept.<id>`. */
  datasetTexts?: DatasetTexts;
  /** What it publishes as open data: `open-data.ts` of the module. */
  openData?: readonly OpenDataset[];
  /** What of its figures goals can be bound to: `measures.ts` of the module. */
  measures?: readonly Measure[];
  /**
   * Removes what it keeps about a case whose time is over, in the transaction of the deletion; files too.
   * @returns counts for the protocol: rows by table, files, bytes
   */
  removeCase?: (tx: Transaction, ref: string) => Promise<RemovedCase>;
  /** What it gives to the copy of somebody's own data. */
  copy?: OwnCopy;
  /** A warning on every page; from memory, it is asked for each time. The first module that has one is heard. */
  bar?: (app: App, language: Language) => PageBar | undefined;
  navigation?: NavigationItem[];
  /** Links in the footer's columns. */
  footer?: {
    column: 'help' | 'trust' | 'open';
    href: string;
    label: (language: Language) => string;
    /** Absent: in every canton. */
    shown?: (app: App) => boolean;
  }[];
  /** Links below the content of public pages, about the page itself: the address is made from the page's path. */
  pageLinks?: { href: (path: string) => string; label: (language: Language) => string }[];
  /** Texts of its error codes: `error.<CODE>`. */
  errorText?: (language: Language, code: string) => string | undefined;
  /** Recognises who is calling; the first module that answers wins. */
  authenticate?: (app: App, headers: IncomingHttpHeaders) => Promise<Authenticated | undefined>;
  /** Loads and checks what the module needs, before the program listens. Throws StartFault. */
  start?: (app: App) => Promise<void>;
  /** Fills the demonstration canton; idempotent, each step in a transaction. */
  seed?: (app: App) => Promise<void>;
}
