// The cloud assembly, as `cdk synth` writes it: the command itself runs, and what it leaves is read.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface CfnResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

export interface Template {
  readonly Resources: Readonly<Record<string, CfnResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** IAM writes a list of one without its brackets. */
export const listed = <Item>(value: Item | Item[]): Item[] => (Array.isArray(value) ? value : [value]);

interface Violation {
  readonly ruleName: string;
  readonly violatingConstructs?: readonly { readonly constructPath?: string }[];
}

export interface RuleReport {
  readonly pluginName: string;
  readonly conclusion: string;
  readonly violations: readonly Violation[];
  readonly suppressedViolations?: readonly (Violation & {
    readonly acknowledgedId: string;
    readonly reason: string;
  })[];
}

export interface Synthesis {
  readonly exitCode: number;
  /** Everything that the command said. */
  readonly output: string;
  readonly folder: string;
  readonly remove: () => void;
}

export class Assembly {
  readonly template: Template;
  readonly reports: readonly RuleReport[];
  readonly folder: string;

  /** @param region the stack of that region, where the assembly has several */
  constructor(folder: string, region = '') {
    this.folder = folder;
    const ending = '.template.json';
    const file = readdirSync(folder).find((name) => name.endsWith(`${region}${ending}`));
    if (file === undefined) throw new Error(`no template in ${folder}`);
    this.template = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Template;
    const report = join(folder, 'validation-report.json');
    const { pluginReports } = (
      existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { pluginReports: [] }
    ) as { pluginReports: RuleReport[] };
    this.reports = pluginReports.map((one) => reportOf(file.slice(0, -ending.length), one));
  }

  /** Logical id -> resource, of one type. */
  ofType(type: string): [string, CfnResource][] {
    return Object.entries(this.template.Resources).filter(([, resource]) => resource.Type === type);
  }

  /** Our functions; the CDK brings one of its own, which puts the console's files into their bucket. */
  functions(): [string, CfnResource][] {
    return this.ofType('AWS::Lambda::Function').filter(([, { Properties }]) =>
      String(Properties.Description).startsWith('Hotline Guard ('),
    );
  }

  /** Everything that a function's role may do. */
  statementsOf(functionId: string): Statement[] {
    const role = referenceIn(this.resource(functionId).Properties.Role);
    // What is too long for a role's own policy, CDK puts into a managed one of this stack.
    return [...this.ofType('AWS::IAM::Policy'), ...this.ofType('AWS::IAM::ManagedPolicy')]
      .filter(([, { Properties }]) => listed(Properties.Roles).map(referenceIn).includes(role))
      .flatMap(([, { Properties }]) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement);
  }

  resource(id: string): CfnResource {
    const found = this.template.Resources[id];
    if (found === undefined) throw new Error(`the template has no resource ${id}`);
    return found;
  }
}

/** What a report says of one stack, and of none in particular. */
function reportOf(stack: string, report: RuleReport): RuleReport {
  const concerns = ({ violatingConstructs = [] }: Violation): boolean => {
    const paths = violatingConstructs.flatMap(({ constructPath }) => constructPath ?? []);
    return paths.length === 0 || paths.some((path) => path.split('/')[0] === stack);
  };
  const { violations, suppressedViolations = [] } = report;
  return {
    ...report,
    violations: violations.filter(concerns),
    suppressedViolations: suppressedViolations.filter(concerns),
  };
}

/**
 * Runs `cdk synth`, as an operator does; never fails, whatever the command says.
 * @param env beside that of the test: `CDK_VALIDATION: 'false'` for a test that looks at no report, since the CDK's own
 * checks of a template take longer than making it
 */
export function synthesise(
  context: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<Synthesis> {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-assembly-'));
  const given = Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = ['node_modules/aws-cdk/bin/cdk', 'synth', '--quiet', '--output', folder, ...given];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      command,
      { env: { ...process.env, PATH: withoutNpm(), ...env } },
      (error, stdout, stderr) => {
        resolve({
          exitCode: error === null ? 0 : Number(error.code ?? 1),
          output: stdout + stderr,
          folder,
          remove: () => {
            rmSync(folder, { recursive: true, force: true });
          },
        });
      },
    );
  });
}

/** The command works without what `npm run` and `npx` add to the path, as it must where `cdk` is installed globally. */
const withoutNpm = (): string =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter);

/** The logical id that `{Ref}` or `{Fn::GetAtt}` names, or that is in the parts of an `{Fn::Join}`. */
export function referenceIn(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map(referenceIn).find((found) => found !== undefined);
  if (typeof value !== 'object' || value === null) return undefined;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Record<string, unknown>;
  if (typeof Ref === 'string') return Ref.startsWith('AWS::') ? undefined : Ref;
  if (Array.isArray(attribute)) return String(attribute[0]);
  return Array.isArray(join) ? referenceIn(join[1]) : undefined;
}
