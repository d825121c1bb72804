import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Publishes a value of the scope's stack under exactly this name. */
export const output = (scope: Construct, name: string, value: string) =>
  new CfnOutput(Stack.of(scope), name, { value });
