#!/usr/bin/env node
// The `hotline` command: the TypeScript beside it, without a build.
import { register } from 'tsx/esm/api';

register();
await import('./hotline.ts');
