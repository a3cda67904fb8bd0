"""From a table with the answers to a questionnaire to what may be told of them: read, scored, released, written down.

Answers of persons come in and are gone: only figures about groups leave this room.
"""
