"""The benchmark: the pipeline measured on made-up deals.

Every firm, security and paper that it makes is invented and says so; none of it is ever
written to ``data/``.
"""
