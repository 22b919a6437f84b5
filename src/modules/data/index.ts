// What other modules may use of the data module.
export { deceasedAmong, learnDeaths } from './queries/deceased.ts';
export { askRepresentatives, askRepresented, type Represented } from './queries/represented.ts';
export { quarterAt } from './queries/find-building.ts';
export { streetsLike } from './queries/find-streets.ts';
export { findResidents, type FoundResident } from './queries/find-residents.ts';
export { addressedCompany } from './queries/find-company.ts';
export {
  askKnown,
  registerOfSource,
  useKnown,
  type AskedRegisters,
  type KnownValue,
} from './queries/known-values.ts';
export { AccessRows } from './pages/access-rows.tsx';
export { exportAccesses } from './own-copy.ts';
export { describeAccess, mandataryNames } from './queries/describe-access.ts';
export { groupAccesses, type GroupedAccess } from './queries/group-accesses.ts';
export { accessFields, accessPurposes, dataTexts, legalFormText } from './data-texts.ts';
export { registersOf } from './registers/registers-of.ts';
export { registerIds, type RegisterId } from './registers/canton-registers.ts';
export { accessFieldOf, registerValueField, registerValueFields } from './registers/register-fields.ts';
export {
  askEntryValue,
  askOwnEntries,
  correctEntry,
  correctionDays,
  entryIdOf,
  keepHoursOf,
  unitOfRegister,
  type OwnEntry,
} from './queries/own-entries.ts';
export {
  askRegisterEntries,
  logRegisterEntries,
  type RegisterEntries,
} from './queries/export-register-entries.ts';
export { addToAccesses, type AccessAddition, type AddedToAccesses } from './pages/added-to-accesses.ts';
export { blockedAmong, namesForGiver } from './disclosure/blocked.ts';
export { DisclosureNotice } from './disclosure/disclosure-notice.tsx';
export { disclosureTexts } from './disclosure/disclosure-texts.ts';
