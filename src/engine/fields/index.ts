// All field types by name: a new type is one file and one line here.
import type { FieldType } from '../definition/schema.ts';
import { addressKind } from './address.ts';
import { appointmentKind } from './appointment.ts';
import { calculatedKind } from './calculated.ts';
import { choiceKind, multichoiceKind } from './choice.ts';
import { emailKind, phoneKind } from './contact.ts';
import { dateKind } from './date.ts';
import type { FieldKind } from './field-kind.ts';
import { fileKind } from './file.ts';
import { locationKind } from './location.ts';
import { moneyKind, numberKind } from './number.ts';
import { ahvKind, ibanKind, uidKind } from './registered-number.ts';
import { signatureKind } from './signature.ts';
import { longtextKind, textKind } from './text.ts';
import { timeKind } from './time.ts';
import { declarationKind, yesnoKind } from './yesno.ts';

export const fieldKinds: Readonly<Record<FieldType, FieldKind>> = {
  text: textKind,
  longtext: longtextKind,
  number: numberKind,
  money: moneyKind,
  date: dateKind,
  time: timeKind,
  yesno: yesnoKind,
  choice: choiceKind,
  multichoice: multichoiceKind,
  email: emailKind,
  phone: phoneKind,
  ahv: ahvKind,
  uid: uidKind,
  address: addressKind,
  iban: ibanKind,
  file: fileKind,
  declaration: declarationKind,
  signature: signatureKind,
  location: locationKind,
  appointment: appointmentKind,
  calculated: calculatedKind,
};
