"""A Dask cluster of one worker in this process that tells its address, and dies when a file is there."""

import os
import sys
import time
from pathlib import Path

from distributed import LocalCluster

if __name__ == "__main__":
    cluster = LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp://", host="127.0.0.1", dashboard_address=None
    )
    print(cluster.scheduler_address.replace("tcp://", "dask://"), flush=True)
    while not Path(sys.argv[1]).exists():
        time.sleep(0.01)
    os._exit(1)
