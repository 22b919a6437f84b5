// Which names an expression of a definition may use at which place, with their types (docs/reference/definition.md, "Expressions").
import { fieldKinds } from '../fields/index.ts';
import type { Lists } from '../fields/field-kind.ts';
import type { FeelScope } from '../feel/infer.ts';
import { anyType, booleanType, contextOf, listOf, type FeelType } from '../feel/types.ts';
import type { FieldDefinition, PageDefinition, ServiceDocument } from './schema.ts';

/** A place in the definition: what comes before it is known there. */
export interface Place {
  page: number;
  /** Fields before this one on the same page are known; the number of fields for the whole page. */
  field: number;
}

interface NameInfo {
  type: FeelType;
  page: number;
  /** Index on its page; -1 for a repeat, which is known only after its page. */
  field: number;
}

export class Scopes {
  private readonly service: ServiceDocument;
  private readonly outer = new Map<string, NameInfo>();
  private readonly inner: Map<string, FeelType>[] = [];
  /** Types of calculated fields and rules as far as they are inferred. */
  private readonly computed = new Map<string, FeelType>();
  private readonly lists: Lists;

  constructor(service: ServiceDocument, lists: Lists) {
    this.service = service;
    this.lists = lists;
    service.pages.forEach((page, index) => this.addPage(page, index));
  }

  private addPage(page: PageDefinition, index: number): void {
    const types = new Map(page.fields.map((field) => [field.id, this.fieldType(field)]));
    this.inner.push(types);
    if (page.repeat) this.outer.set(page.repeat.id, { type: anyType, page: index, field: -1 });
    else
      page.fields.forEach((field, f) =>
        this.outer.set(field.id, { type: types.get(field.id) ?? anyType, page: index, field: f }),
      );
  }

  private fieldType(field: FieldDefinition): FeelType {
    return fieldKinds[field.type].feelType(field, { lists: this.lists });
  }

  /** Records the inferred type of a calculated field or a rule. */
  setComputed(name: string, type: FeelType, repeatPage?: number): void {
    if (repeatPage === undefined) this.computed.set(name, type);
    else this.inner[repeatPage]?.set(name, type);
  }

  private typeOf(name: string): FeelType | undefined {
    const computed = this.computed.get(name);
    if (computed) return computed;
    const info = this.outer.get(name);
    if (info?.field === -1) return listOf(contextOf(this.inner[info.page] ?? []));
    return info?.type;
  }

  private pagesBefore(page: number): FeelType {
    return contextOf(this.service.pages.slice(0, page).map((each) => [each.id, booleanType] as const));
  }

  /** Names in a condition or calculated value on the path: what was asked before. */
  onPath(place: Place): FeelScope {
    const page = this.service.pages[place.page];
    const own = page?.repeat ? this.inner[place.page] : undefined;
    const known = (name: string): boolean => {
      const info = this.outer.get(name);
      if (!info) return false;
      return (
        info.page < place.page || (info.page === place.page && info.field >= 0 && info.field < place.field)
      );
    };
    return {
      type: (name) => {
        if (name === 'pages') return this.pagesBefore(place.page);
        if (name === 'today') return undefined;
        if (own?.has(name)) {
          const index = page?.fields.findIndex((field) => field.id === name) ?? -1;
          return index < place.field ? own.get(name) : undefined;
        }
        return known(name) ? this.typeOf(name) : undefined;
      },
      why: (name) => this.whyNot(name, place),
    };
  }

  private whyNot(name: string, place: Place): { code: string; message: string } | undefined {
    if (this.service.rules && Object.hasOwn(this.service.rules, name))
      return {
        code: 'FORWARD_REFERENCE',
        message: `The rule «${name}» is known only after the path; conditions on the path can't use it.`,
      };
    if (name.startsWith('pages.')) {
      const exists = this.service.pages.some((page) => page.id === name.slice('pages.'.length));
      return exists
        ? {
            code: 'FORWARD_REFERENCE',
            message: `The page «${name.slice(6)}» comes later; only pages before this one are known here.`,
          }
        : undefined;
    }
    const info = this.outer.get(name);
    if (info) {
      const where = this.service.pages[info.page]?.id ?? '';
      return {
        code: 'FORWARD_REFERENCE',
        message: `«${name}» is asked later (page ${where}); here only what comes before is known.`,
      };
    }
    if (this.inner[place.page]?.has(name))
      return { code: 'FORWARD_REFERENCE', message: `«${name}» is asked later on this page.` };
    return this.insideRepeat(name);
  }

  private insideRepeat(name: string): { code: string; message: string } | undefined {
    const index = this.service.pages.findIndex(
      (page) => page.repeat && page.fields.some((field) => field.id === name),
    );
    const repeat = this.service.pages[index]?.repeat;
    if (!repeat) return undefined;
    return {
      code: 'UNKNOWN_NAME',
      message: `«${name}» is asked for each of «${repeat.id}»; write «some x in ${repeat.id} satisfies x.${name} …».`,
    };
  }

  /** Names after the path: all fields, all pages, the rules declared before `rule` (all of them when absent). */
  afterPath(rule?: string): FeelScope {
    const ids = Object.keys(this.service.rules ?? {});
    const before = new Set(rule === undefined ? ids : ids.slice(0, ids.indexOf(rule)));
    return {
      type: (name) => {
        if (name === 'pages') return this.pagesBefore(this.service.pages.length);
        if (before.has(name)) return this.computed.get(name) ?? anyType;
        return ids.includes(name) ? undefined : this.typeOf(name);
      },
      why: (name) =>
        ids.includes(name)
          ? {
              code: 'FORWARD_REFERENCE',
              message: `The rule «${name}» is declared below; rules see only those above them.`,
            }
          : this.insideRepeat(name),
    };
  }
}
