import { md5OfAttributes } from './md5OfAttributes.ts';
import type { Message, MessageAttributes } from './Message.ts';
import { systemAttributesOf } from './systemAttributes.ts';

/** A received message in the API's shape, with the attributes that were asked for. */
export function describeMessage(
  message: Message,
  systemNames: readonly string[],
  attributeNames: readonly string[],
) {
  const system = systemAttributesOf(message, systemNames);
  const attributes = pick(message.attributes, attributeNames);
  const md5 = md5OfAttributes(attributes);
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: message.md5OfBody,
    Body: message.body,
    ...(Object.keys(system).length > 0 && { Attributes: system }),
    ...(md5 && { MD5OfMessageAttributes: md5, MessageAttributes: attributes }),
  };
}

/** Names may be `All`, `.*`, or a prefix such as `trace.*`. */
function pick(attributes: MessageAttributes, names: readonly string[]): MessageAttributes {
  const isWanted = (attribute: string) =>
    names.some(
      (name) =>
        name === 'All' ||
        name === attribute ||
        (name.endsWith('.*') && attribute.startsWith(name.slice(0, -2))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isWanted(name)));
}
