# For hands that type make; ./sn is the real thing.
.PHONY: run test check
run test check:
	@./sn $@
