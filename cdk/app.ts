// `cdk synth`: one stack for the stage that the context names, checked against two rule packs.
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { buildConsole } from '../local/console-build.ts';
import { readDeployment } from './configuration.ts';
import { HotlineStack } from './hotline-stack.ts';

await buildConsole();
const app = new App();
const configuration = readDeployment((name) => app.node.tryGetContext(name) as unknown);
new HotlineStack(app, `HotlineGuard-${configuration.stage}`, {
  configuration,
  env: { region: configuration.region },
  description: `Hotline Guard, stage ${configuration.stage}`,
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
app.synth();
