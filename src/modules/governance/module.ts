// The governance module: which data is kept, why and how long, made from the declarations that enforce it.
import type { Module } from '../../kernel/module.ts';
import { startGovernance } from './governance-config.ts';

export const governance: Module = {
  name: 'governance',
  start: startGovernance,
};
