export declare const sourceCondition: string;
