// `cdk synth`: a stack for each region that the context names, checked against two rule packs. Several regions share one
// run, since the code is bundled and the checks of the templates are started only once for all of them.
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { buildConsole } from '../local/console-build.ts';
import { readDeployments } from './configuration.ts';
import { HotlineStack } from './hotline-stack.ts';

const app = new App();
const deployments = readDeployments((name) => app.node.tryGetContext(name) as unknown);
await buildConsole();
for (const configuration of deployments) {
  const { stage, region } = configuration;
  const stackName = `HotlineGuard-${stage}`;
  new HotlineStack(app, deployments.length === 1 ? stackName : `${stackName}-${region}`, {
    configuration,
    stackName,
    env: { region },
    description: `Hotline Guard, stage ${stage}`,
  });
}
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
app.synth();
