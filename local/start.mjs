// `npm start`. With the name of a part, the process of that part: the supervisor starts those.
import { runProgram } from './built.mjs';

const PARTS = {
  engine: 'local/parts/engine-main.ts',
  office: 'local/parts/office-main.ts',
  voice: 'local/parts/voice-main.ts',
};

await runProgram(PARTS[process.argv[2]] ?? 'local/main.ts');
