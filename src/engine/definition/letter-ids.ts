// The letters that processes send; which process sends which says process-letters.ts.
export const letterIds = [
  'receipt',
  'question',
  'confirmed',
  'approved',
  'rejected',
  'acknowledged',
  'certificate',
  'upheld',
  'partlyUpheld',
  'dismissed',
  'notAdmitted',
] as const;
