#!/usr/bin/env node
// The `hotline` command.
import { runProgram } from '../local/built.mjs';

await runProgram('cli/hotline.ts');
