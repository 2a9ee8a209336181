// The cloud assembly, as `cdk synth` writes it: the command itself runs, and what it leaves is read.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

export interface RuleReport {
  readonly pluginName: string;
  readonly conclusion: string;
  readonly violations: readonly { readonly ruleName: string }[];
  readonly suppressedViolations?: readonly { readonly acknowledgedId: string; readonly reason: string }[];
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

  constructor(folder: string) {
    this.folder = folder;
    const file = readdirSync(folder).find((name) => name.endsWith('.template.json'));
    if (file === undefined) throw new Error(`no template in ${folder}`);
    this.template = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Template;
    const report = join(folder, 'validation-report.json');
    this.reports = existsSync(report)
      ? (JSON.parse(readFileSync(report, 'utf8')) as { pluginReports: RuleReport[] }).pluginReports
      : [];
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
    return this.ofType('AWS::IAM::Policy')
      .filter(([, { Properties }]) => listed(Properties.Roles).map(referenceIn).includes(role))
      .flatMap(([, { Properties }]) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement);
  }

  resource(id: string): CfnResource {
    const found = this.template.Resources[id];
    if (found === undefined) throw new Error(`the template has no resource ${id}`);
    return found;
  }
}

/** Runs `cdk synth`, as an operator does; never fails, whatever the command says. */
export function synthesise(context: Readonly<Record<string, string>> = {}): Promise<Synthesis> {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-assembly-'));
  const given = Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = ['node_modules/aws-cdk/bin/cdk', 'synth', '--quiet', '--output', folder, ...given];
  return new Promise((resolve) => {
    execFile(process.execPath, command, (error, stdout, stderr) => {
      resolve({
        exitCode: error === null ? 0 : Number(error.code ?? 1),
        output: stdout + stderr,
        folder,
        remove: () => {
          rmSync(folder, { recursive: true, force: true });
        },
      });
    });
  });
}

/** The logical id that `{Ref}` or `{Fn::GetAtt}` names, or that is in the parts of an `{Fn::Join}`. */
export function referenceIn(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map(referenceIn).find((found) => found !== undefined);
  if (typeof value !== 'object' || value === null) return undefined;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Record<string, unknown>;
  if (typeof Ref === 'string') return Ref.startsWith('AWS::') ? undefined : Ref;
  if (Array.isArray(attribute)) return String(attribute[0]);
  return Array.isArray(join) ? referenceIn(join[1]) : undefined;
}
