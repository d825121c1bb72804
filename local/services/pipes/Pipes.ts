/** Amazon EventBridge Pipes: https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/ */
export interface Pipes {
  create(pipe: Pipe): void;
  close(): Promise<void>;
}

export interface Pipe {
  readonly name: string;
  readonly arn: string;
  readonly sourceArn: string;
  readonly targetArn: string;
  readonly roleArn: string;
  readonly running: boolean;
  /** `SourceParameters` and `TargetParameters` in CloudFormation's own shape. */
  readonly sourceParameters: Readonly<Record<string, any>>;
  readonly targetParameters: Readonly<Record<string, any>>;
}
