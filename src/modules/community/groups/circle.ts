// What is known of a group, and what somebody may do in it.
export const memberRoles = ['moderator', 'member', 'guest'] as const;
export type MemberRole = (typeof memberRoles)[number];

export interface Circle {
  id: string;
  name: string;
  about: string;
  open: boolean;
  members: number;
  entries: number;
  pulse: number;
  lastAt: Date;
}

/** How somebody stands to a group. Whoever sees nothing of it has no sight at all. */
export interface Sight {
  circle: Circle;
  /** `reader`: staff who look into an open group without belonging to it. */
  role: MemberRole | 'reader';
  /** Hides and shows texts, by the group's own role or by the canton's policy. */
  mayModerate: boolean;
  /** Last day of a guest. */
  until: string | undefined;
}

/** Belongs to it, and so writes, comments, comes to events. */
export const isInside = ({ role }: Pick<Sight, 'role'>): boolean => role !== 'reader';

/** Belongs to the canton's own staff: documents, events and people of the group. Guests read and write texts. */
export const isOfStaff = ({ role }: Pick<Sight, 'role'>): boolean =>
  role === 'member' || role === 'moderator';

/** What somebody may see of a group. Pure: no is the answer wherever nothing says yes. */
export function roleIn(
  about: { open: boolean; staff: boolean; today: string },
  membership: { role: string; until: string | null } | undefined,
): Sight['role'] | undefined {
  const role = memberRoles.find((each) => each === membership?.role);
  if (role === 'guest') {
    const ends = membership?.until ?? '';
    return ends >= about.today ? 'guest' : undefined;
  }
  // Whoever does not work here any more is in no group, whatever the list of members still says.
  if (!about.staff) return undefined;
  return role ?? (about.open ? 'reader' : undefined);
}
