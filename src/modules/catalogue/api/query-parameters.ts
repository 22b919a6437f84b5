// Query parameters that several addresses of the API share.
import { Type } from 'typebox';

/** Anything else than the four languages counts as not given, as on pages. */
export const Lang = Type.Optional(
  Type.String({ description: 'de, fr, it or en; default: Accept-Language, then de', maxLength: 20 }),
);
export const Cursor = Type.Optional(
  Type.String({ description: '`next` of the page before', maxLength: 500 }),
);
export const ServiceId = Type.Object({
  id: Type.String({ maxLength: 60, description: 'Id of the service' }),
});

/** Part of the reply of whatever searches. */
export const Complete = Type.Boolean({
  description: 'false: services may be missing for a moment, because a large catalogue has just been loaded',
});
