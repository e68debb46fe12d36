"""Conversion of named inputs: what is read, where it goes, one after the other, objects of remote stores."""
