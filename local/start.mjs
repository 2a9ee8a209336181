// `npm start`.
import { runProgram } from './built.mjs';

await runProgram('local/main.ts');
