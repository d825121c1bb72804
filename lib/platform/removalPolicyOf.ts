import { RemovalPolicy } from 'aws-cdk-lib';
import type { Settings } from './Settings.ts';

export const removalPolicyOf = ({ removalPolicy }: Settings) =>
  removalPolicy === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
