"""How each verb's answer looks on a terminal: one file a verb, plain JSON in, tables and sentences out."""
