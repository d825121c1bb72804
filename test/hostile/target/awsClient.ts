/** Calls an action, such as `AmazonSQS.SendMessage`, over AWS's JSON protocol. Throws if it is refused. */
export type Aws = (target: string, input: object) => Promise<any>;

export const awsClient =
  (endpoint: string): Aws =>
  async (target, input) => {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target };
    const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(input) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${target} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  };
