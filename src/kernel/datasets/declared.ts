// All declared tables of a program: those of the kernel and of its modules, and which of them the connection guards.
import type { Module } from '../module.ts';
import { isGuarded, type Dataset } from './dataset.ts';
import { kernelDatasets } from './kernel-datasets.ts';

export function declaredDatasets(modules: readonly Module[]): Dataset[] {
  return [...kernelDatasets, ...modules.flatMap((module) => module.datasets ?? [])];
}

/** The tables that hold data of persons: the connection refuses statements against them for which nobody answers. */
export function personalTables(modules: readonly Module[]): string[] {
  return declaredDatasets(modules)
    .filter(isGuarded)
    .map(({ table }) => table);
}
