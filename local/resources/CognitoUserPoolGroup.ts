import { z } from 'zod';
import { integer, text } from './properties.ts';
import { defineResource } from './ResourceType.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolgroup.html */
export const CognitoUserPoolGroup = defineResource(
  z.strictObject({
    GroupName: text.optional(),
    UserPoolId: text,
    Description: text.optional(),
    Precedence: integer.optional(),
  }),
  ({ GroupName, UserPoolId, Description, Precedence }, { services, physicalName }) => {
    const groupName = GroupName ?? physicalName(128);
    services.cognito.createGroup(UserPoolId, {
      groupName,
      ...(Description !== undefined && { description: Description }),
      ...(Precedence !== undefined && { precedence: Precedence }),
    });
    return { ref: groupName, attributes: { GroupName: groupName } };
  },
);
