// The fonts of a package's report, as npm ships them.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { ReportFonts } from '../../functions/packages/report-pdf.ts';

const require = createRequire(import.meta.url);
const FONT = '@fontsource/noto-sans-sc/files/noto-sans-sc-';

export async function reportFonts(): Promise<ReportFonts> {
  const read = (subset: string) => readFile(require.resolve(`${FONT}${subset}-400-normal.woff`));
  const [chinese, latin] = await Promise.all([read('chinese-simplified'), read('latin')]);
  return { chinese, latin };
}
