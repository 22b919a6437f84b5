// The pages of docs/reference that follow from the program itself: settings, errors, addresses, permissions, events.
import { variables } from '../../config-variables.ts';
import { roles, type Actor, type Role } from '../../kernel/actor.ts';
import { errorCatalogue } from '../../kernel/errors.ts';
import { faultText } from '../../kernel/http/fault-text.ts';
import type { Module } from '../../kernel/module.ts';
import type { App } from '../../kernel/app.ts';
import { everyone, personOnly, signedIn, type Permission } from '../../kernel/permission.ts';

/** Text in a table's cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}

function page(title: string, lead: string, body: string): string {
  return `<!-- Written by "npm run reference" from the program; do not edit. -->\n\n# ${title}\n\n${lead}\n\n${body}\n`;
}

const code = (text: string) => `\`${text}\``;

function configurationPage(): string {
  const rows = variables.map((each) => [
    code(each.name),
    each.meaning,
    each.fallback === '' ? 'none' : code(each.fallback),
  ]);
  return page(
    'Configuration',
    'All settings are environment variables. Every one has a default; all faults are reported at once when the program starts.',
    table(['variable', 'meaning', 'default'], rows),
  );
}

function errorsPage(modules: readonly Module[]): string {
  const rows = errorCatalogue()
    .sort((a, b) => a.status - b.status || (a.code < b.code ? -1 : 1))
    .map(({ code: name, status }) => [code(name), String(status), faultText({ modules }, 'en', name)]);
  return page(
    'Errors',
    'Every error has a code, an HTTP status and a text in four languages. The API answers with problem details (RFC 9457), pages say what happened and what to do. A code never changes its meaning and is never used again.',
    table(['code', 'status', 'text'], rows),
  );
}

function routesPage(modules: readonly Module[]): string {
  const sections = modules.flatMap(({ name, routes = [], mounts = [] }) => {
    if (routes.length + mounts.length === 0) return [];
    const remark = (demoOnly?: boolean, perMinute?: number) =>
      [...(demoOnly ? ['demonstrations only'] : []), ...(perMinute ? [`${perMinute} a minute`] : [])].join(
        ', ',
      );
    const rows = [
      ...routes.map((each) => [
        each.method,
        code(each.url),
        each.kind,
        code(each.may.id),
        each.summary,
        remark(each.demoOnly, each.perMinute),
      ]),
      ...mounts.map((each) => [
        'any',
        code(each.url),
        'program',
        code(each.may.id),
        each.summary,
        remark(each.demoOnly),
      ]),
    ];
    return [
      `## ${name}\n\n${table(['method', 'address', 'kind', 'who may', 'what it does', 'remarks'], rows)}`,
    ];
  });
  return page(
    'Addresses',
    'Every address of the program with the rule that says who may use it (see permissions.md). `page`, `form` and `file` are for people, `api` for programs; the API is described in full at `/api/v1/openapi.json`.',
    sections.join('\n\n'),
  );
}

function staffWith(role: Role): Actor {
  return {
    kind: 'staff',
    id: '00000000-0000-0000-0000-000000000000',
    subject: 'staff',
    name: 'Staff',
    email: undefined,
    unit: 'unit',
    roles: [role],
    assurance: 'substantial',
  };
}

const person: Actor = {
  kind: 'person',
  id: '00000000-0000-0000-0000-000000000000',
  subject: 'person',
  name: 'Person',
  email: undefined,
  registerId: undefined,
  organisationId: undefined,
  assurance: 'substantial',
};

/** The reference is written without a canton: rules that ask its policy can't answer. */
const noProgram = {} as App;

/** Who may by role alone, asked of the rule itself; a rule about a thing can't be answered without it. */
function whoMay(permission: Permission<never>): string {
  const asks = permission as Permission<unknown>;
  try {
    const staff = roles
      .filter((role) => role !== 'resident')
      .filter((role) => asks.allows(staffWith(role), undefined, noProgram));
    const everyStaff = staff.length === roles.length - 1;
    const who = [
      ...(asks.allows({ kind: 'anonymous' }, undefined, noProgram) ? ['visitors'] : []),
      ...(asks.allows(person, undefined, noProgram) ? ['persons'] : []),
      ...(everyStaff ? ['all staff'] : staff),
    ];
    return who.join(', ') || 'nobody';
  } catch (error) {
    return error instanceof TypeError
      ? 'depends on the thing itself'
      : 'staff, as the canton’s policy.yaml says';
  }
}

function permissionsPage(modules: readonly Module[]): string {
  const all: { module: string; permission: Permission<never> }[] = [
    ...[everyone, signedIn, personOnly].map((permission) => ({ module: 'kernel', permission })),
    ...modules.flatMap(({ name, permissions = [] }) =>
      permissions.map((permission) => ({ module: name, permission })),
    ),
  ];
  const used = (id: string) =>
    modules
      .flatMap((each) => [...(each.routes ?? []), ...(each.mounts ?? [])])
      .filter(({ may }) => may.id === id).length;
  const rows = all.map(({ module, permission }) => [
    code(permission.id),
    module,
    whoMay(permission),
    String(used(permission.id)),
  ]);
  return page(
    'Permissions',
    'Every address and every action names a rule; without a rule the answer is no. "Depends on the thing itself": the rule also looks at the case, its owner and the unit responsible. What staff may do with a case is data of the canton: docs/guides/policy.md.',
    table(['rule', 'defined by', 'who may', 'addresses'], rows),
  );
}

function eventsPage(modules: readonly Module[]): string {
  const events = modules.flatMap(({ name, events: own = {} }) =>
    Object.entries(own).map(([event, meaning]) => {
      const tasks = modules.flatMap((each) => each.subscribes ?? []).filter((each) => each.event === event);
      return [code(event), name, meaning, tasks.map((each) => code(each.task)).join(', ')];
    }),
  );
  const recurring = modules.flatMap(({ schedule = [] }) =>
    schedule.map(({ task, cron }) => [code(task), code(cron)]),
  );
  return page(
    'Events and recurring tasks',
    'An event is recorded in the transaction of what it tells, and queues the tasks that subscribed to it.',
    `${table(['event', 'emitted by', 'meaning', 'tasks'], events)}\n\n## Recurring tasks\n\n${table(['task', 'when (crontab, UTC)'], recurring)}`,
  );
}

/** File name in docs/reference -> content. */
export function referencePages(modules: readonly Module[]): Record<string, string> {
  return {
    'configuration.md': configurationPage(),
    'errors.md': errorsPage(modules),
    'routes.md': routesPage(modules),
    'permissions.md': permissionsPage(modules),
    'events.md': eventsPage(modules),
  };
}
