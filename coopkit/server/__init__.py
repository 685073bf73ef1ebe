"""What the kit serves: pages, answers, kernels. Gives no verdict: those come from the notebook's kernel."""
