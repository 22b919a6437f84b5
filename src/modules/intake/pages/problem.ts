// The shape of a fault in replies of the API (RFC 9457).
import { Type } from 'typebox';

export const Problem = Type.Object(
  {
    code: Type.String(),
    status: Type.Integer(),
    title: Type.String(),
    errors: Type.Optional(
      Type.Array(Type.Object({ pointer: Type.String(), code: Type.String(), detail: Type.String() })),
    ),
  },
  { additionalProperties: true },
);
