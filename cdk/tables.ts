// The tables of `store/tables.ts` on AWS.
import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  Table,
  TableEncryption,
  type Attribute,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { TABLE_NAMES, TABLES, type TableDefinition, type TableName } from '../store/tables.ts';

export class Tables extends Construct {
  readonly all: Readonly<Record<TableName, Table>>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.all = Object.fromEntries(
      TABLE_NAMES.map((name) => [name, this.#create(name, TABLES[name])]),
    ) as Record<TableName, Table>;
  }

  #create(name: TableName, { key, indexes = {}, numbers = [], timeToLive }: TableDefinition): Table {
    const attribute = (attributeName: string): Attribute => ({
      name: attributeName,
      type: numbers.includes(attributeName) ? AttributeType.NUMBER : AttributeType.STRING,
    });
    const table = new Table(this, name, {
      partitionKey: attribute(key.partition),
      ...(key.sort === undefined ? {} : { sortKey: attribute(key.sort) }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      timeToLiveAttribute: timeToLive,
    });
    for (const [indexName, { partition, sort }] of Object.entries(indexes)) {
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: attribute(partition),
        ...(sort === undefined ? {} : { sortKey: attribute(sort) }),
        projectionType: ProjectionType.ALL,
      });
    }
    return table;
  }
}
