// Type-checks written and built dates, times and durations: date("2026-11-24"), date(2026, 11, 24), duration("P10D"), @"P1M".
import { isCalendarDay } from '../deadline/calendar-day.ts';
import type { CheckContext } from './check-context.ts';
import { unquote } from './check-context.ts';
import { childrenOf, type FeelNode } from './parse.ts';
import {
  anyType,
  dateTimeType,
  dateType,
  daysType,
  fits,
  monthsType,
  numberType,
  stringType,
  timeType,
  typeName,
  type FeelType,
} from './types.ts';

export function inferTemporal(node: FeelNode, context: CheckContext): FeelType {
  const [first, , argumentsNode] = childrenOf(node);
  if (!first) return anyType;
  if (first.name === 'AtLiteral') return inferAtLiteral(node, first, context);
  const name = context.text(first).replace(/\s+/g, ' ');
  if (argumentsNode?.name === 'NamedParameters') {
    context.fault(argumentsNode, 'FEEL_NOT_ALLOWED', `Give the parts of «${name}» without names.`);
    return anyType;
  }
  const given = argumentsNode ? childrenOf(argumentsNode) : [];
  const types = given.map((each) => context.infer(each));
  const [only] = given;
  const written =
    given.length === 1 && only?.name === 'StringLiteral' ? unquote(context.text(only)) : undefined;
  if (name === 'duration') {
    if (written !== undefined) return durationLiteral(node, written, context);
    // The kind of a duration (months or days) decides what may be done with it; it has to be known here.
    context.fault(node, 'FEEL_NOT_ALLOWED', 'Write the duration itself: duration("P10D").');
    return anyType;
  }
  if (name === 'date' && written !== undefined) return dateLiteral(node, written, context);
  if (!canBeMade(name, types)) {
    const from = types.map(typeName).join(', ') || 'nothing';
    context.fault(node, 'WRONG_ARGUMENTS', `«${name}» can't be made from ${from}.`);
  }
  return name === 'date' ? dateType : name === 'time' ? timeType : dateTimeType;
}

function canBeMade(name: string, types: readonly FeelType[]): boolean {
  const [first, second] = types;
  if (!first) return false;
  if (name === 'date and time') {
    if (types.length === 1) return fits(first, stringType);
    return types.length === 2 && second !== undefined && fits(first, dateType) && fits(second, timeType);
  }
  if (types.length === 1) return ['string', name, 'date and time', 'any', 'null'].includes(first.kind);
  return types.length === 3 && types.every((type) => fits(type, numberType));
}

function inferAtLiteral(node: FeelNode, at: FeelNode, context: CheckContext): FeelType {
  const [literal] = childrenOf(at);
  const value = literal ? unquote(context.text(literal)) : '';
  if (/^-?P/.test(value)) return durationLiteral(node, value, context);
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return dateTimeType;
  if (/^\d{2}:\d{2}:\d{2}/.test(value)) return timeType;
  return dateLiteral(node, value, context);
}

function dateLiteral(node: FeelNode, value: string, context: CheckContext): FeelType {
  if (!isCalendarDay(value))
    context.fault(node, 'WRONG_ARGUMENTS', `"${value}" is not a day of the calendar (YYYY-MM-DD).`);
  return dateType;
}

function durationLiteral(node: FeelNode, value: string, context: CheckContext): FeelType {
  if (/^-?P(?=\d)(\d+Y)?(\d+M)?$/.test(value)) return monthsType;
  if (/^-?P(?=\d|T\d)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/.test(value)) return daysType;
  const words = `"${value}" is not a duration: P10D, PT2H, or P6M, P1Y2M (months and days don't mix).`;
  context.fault(node, 'WRONG_ARGUMENTS', words);
  return anyType;
}
