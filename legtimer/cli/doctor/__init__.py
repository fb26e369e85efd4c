"""What ``legtimer doctor`` looks at: one file per area, each a function that gives findings.

A finding is one line with a verdict and, unless all is well, what to do about it. No function here
raises for what it finds: that something is missing or broken is the finding.
"""
